package io.nearline.schemas.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.schemas.Catalogues;
import io.nearline.schemas.RenderedTable;
import io.nearline.schemas.StreamConfig;
import io.nearline.schemas.TableSettings;
import io.nearline.schemas.Tables;
import io.nearline.schemas.controller.PinotControllerException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableCopyTest {
  private final FakeController controller = new FakeController();

  @Test
  void hasTheSettingsOfTheOtherOverATopicOfItsOwn() {
    AttributeCatalogue catalogue = Catalogues.allTypes();
    TableSettings settings = TableSettings.defaults().withReplication(3);
    List<RenderedTable> live = Tables.render(catalogue, settings);
    apply(live);
    List<RenderedTable> plain = Tables.render(catalogue.inGeneration(2), TableSettings.defaults());

    for (int i = 0; i < live.size(); i++) {
      RenderedTable copy = TableCopy.of(controller, live.get(i).name(), plain.get(i));
      apply(List.of(copy));

      JsonNode table = controller.liveTable(live.get(i).name() + "_g2");
      assertThat(table.at("/segmentsConfig/replicasPerPartition").asText()).isEqualTo("3");
      assertThat(table.at("/segmentsConfig/schemaName").asText()).isEqualTo(copy.name());
      assertThat(table.findValuesAsText(StreamConfig.TOPIC)).containsExactly(copy.name());
      assertThat(controller.liveSchema(copy.name()).path("schemaName").asText())
          .isEqualTo(copy.name());
    }
  }

  @Test
  void needsTheOther() {
    RenderedTable table = Tables.render(Catalogues.allTypes(), TableSettings.defaults()).get(0);

    assertThatThrownBy(() -> TableCopy.of(controller, "absent", table))
        .isInstanceOf(PinotControllerException.class)
        .hasMessageContaining("absent");
  }

  private void apply(List<RenderedTable> tables) {
    new TableApplier(controller).apply(TablePlanner.plan(controller, tables));
  }
}
