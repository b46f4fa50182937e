package io.nearline.features.aggregate;

/**
 * A sum in double that carries along what each addition rounds away (Neumaier, 1974): its error
 * does not grow with the number of terms, and great terms do not swallow small ones. Beyond
 * double's range it is infinite. Not thread-safe.
 */
final class CompensatedSum {
  private double sum;
  private double lost;

  void add(double term) {
    double next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
    sum = next;
  }

  double value() {
    return Double.isFinite(sum) ? sum + lost : sum;
  }
}
