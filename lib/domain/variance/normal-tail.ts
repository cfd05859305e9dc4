/**
 * Probabilities that chance makes a figure at least as far from its mean, on either side, where it
 * is known in standard deviations.
 *
 * Sources: the Chebyshev approximation of the complementary error function in Press et al.,
 * Numerical Recipes, section 6.2, and Wallace's normal approximation of Student's t (1959).
 */
const COEFFICIENTS = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
];

/** The standard deviation is known. */
export function computeNormalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const exponent = COEFFICIENTS.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  return t * Math.exp(exponent - x * x);
}

/** The standard deviation is estimated, with so many degrees of freedom. */
export function computeStudentTail(t: number, freedom: number): number {
  const length = Math.sqrt(freedom * Math.log1p((t * t) / freedom));
  return computeNormalTail(((8 * freedom + 1) / (8 * freedom + 3)) * length);
}
