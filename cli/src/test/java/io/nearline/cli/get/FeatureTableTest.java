package io.nearline.cli.get;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.DoubleValues;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureTableTest {

  @Test
  void everyKindOfColumnIsWrittenRowByRow() throws InvalidProtocolBufferException {
    GetFeaturesRequest.Builder request = GetFeaturesRequest.newBuilder();
    JsonFormat.parser()
        .merge(
            """
            {"featureService": "s", "entities": {
              "object": {"strings": {"values": ["job:1"]}},
              "actor": {"int64s": {"values": ["111", "-1"]}}}}""",
            request);
    GetFeaturesResponse.Builder response = GetFeaturesResponse.newBuilder();
    JsonFormat.parser()
        .merge(
            """
            {"asOf": "2026-01-31T12:00:00.123Z", "definitionVersion": "abc", "features": [
              {"name": "s.count", "values": {"int64s": {"values": ["9007199254740993"]}}},
              {"name": "s.mean", "values": {"doubles": {"values": [2, 0]}},
               "statuses": ["FEATURE_STATUS_PRESENT", "FEATURE_STATUS_EMPTY_WINDOW"]},
              {"name": "s.exists", "values": {"bools": {"values": [true, false]}}},
              {"name": "s.vector", "values": {"vectors": {"dimension": 5,
                "values": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}}},
              {"name": "s.map", "values": {"maps": {"lengths": [0, 2],
                "keys": {"strings": {"values": ["new york", "berlin"]}},
                "items": {"int64s": {"values": [3, 2]}}}}},
              {"name": "s.list", "values": {"lists": {"lengths": [4, 1], "items": {"structs": {
                "names": ["object", "age_ms"], "fields": [
                  {"strings": {"values": ["a", "b", "c", "d", "e"]}},
                  {"int64s": {"values": [1, 2, 3, 4, 0]}}],
                "missing": [{}, {"values": [false, false, false, false, true]}]}}}}}]}""",
            response);

    String text =
        FeatureTable.lines(request.build(), response.build()).stream()
            .map(line -> line.replaceAll(" {2,}", "  "))
            .collect(Collectors.joining("\n"));

    assertThat(text)
        .isEqualTo(
            """
            actor 111, object job:1
              s.count  9007199254740993  PRESENT
              s.mean  2.0  PRESENT
              s.exists  true  PRESENT
              s.vector  [1.000, 2.000, 3.000, 4.000, … 5 in all]  PRESENT
              s.map  {}  PRESENT
              s.list  [(a 1), (b 2), (c 3), … 4 in all]  PRESENT

            actor -1, object job:1
              s.count  9007199254740993  PRESENT
              s.mean  -  EMPTY_WINDOW
              s.exists  false  PRESENT
              s.vector  [6.000, 7.000, 8.000, 9.000, … 5 in all]  PRESENT
              s.map  {new york: 3, berlin: 2}  PRESENT
              s.list  [(e null)]  PRESENT

            as of 2026-01-31T12:00:00.123Z
            definitions abc""");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "2, 2.0",
    "-200.5, -200.5",
    "1203.5000001, 1203.5",
    "0.333333333, 0.333333",
    "123456789.54, 123456789.5",
    "1e-9, 1.0E-9",
    "1e300, 1.0E300",
  })
  void doublesHaveSixDigitsOrAllBeforeThePoint(double value, String text) {
    DoubleValues values = DoubleValues.newBuilder().addValues(value).build();

    assertThat(ColumnText.of(Column.newBuilder().setDoubles(values).build(), 0)).isEqualTo(text);
  }
}
