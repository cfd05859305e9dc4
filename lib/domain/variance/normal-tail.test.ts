import { expect, test } from "vitest";
import { computeNormalTail, computeStudentTail } from "./normal-tail";

/** Values of statistical tables, for both sides. */
test.each([
  [0, 1],
  [1, 0.317310508],
  [1.959963985, 0.05],
  [-2.575829304, 0.01],
  [4, 6.334248e-5],
  [6, 1.973175e-9],
])("beyond %f standard deviations lies %f of a normal distribution", (z, tail) => {
  expect(computeNormalTail(z) / tail).toBeCloseTo(1, 5);
});

test.each([
  [10, 2.228139, 0.05],
  [10, 4.586894, 0.001],
  [26, 2.778715, 0.01],
  [26, 3.706612, 0.001],
])(
  "with %i degrees of freedom, beyond %f lies %f of Student's distribution",
  (freedom, t, tail) => {
    expect(computeStudentTail(t, freedom) / tail).toBeCloseTo(1, 1);
    expect(computeStudentTail(0 - t, freedom)).toBe(computeStudentTail(t, freedom));
  },
);
