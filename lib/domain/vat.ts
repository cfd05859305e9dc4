/** Tax that a gross amount includes. */
import { type Minor, minor } from "./money";

/**
 * The tax in a gross amount, rounded once and half away from zero to the minor unit. The rest is
 * net, so that both add up.
 */
export function computeVat(gross: Minor, ppm: number): Minor {
  const [share, whole] = [BigInt(Math.abs(gross)) * BigInt(ppm), BigInt(1_000_000 + ppm)];
  const tax = Number((2n * share + whole) / (2n * whole));
  return minor(gross < 0 ? -tax : tax);
}
