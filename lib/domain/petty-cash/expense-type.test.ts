import { expect, test } from "vitest";
import { completeExpenseTypes, type ExpenseType, refuseExpenseTypes } from "./expense-type";

const FLOWERS: ExpenseType = { code: "flowers", name: "Flowers", ratePpm: 100_000, active: true };

test("a list always has the default types, and keeps what was changed of them", () => {
  const office: ExpenseType = { code: "office", name: "Paper", ratePpm: null, active: false };
  const types = completeExpenseTypes([FLOWERS, office]);
  expect(types.slice(0, 2)).toEqual([FLOWERS, office]);
  expect(new Set(types.map(({ code }) => code)).size).toBe(types.length);
  expect(completeExpenseTypes(types)).toEqual(types);
});

test("a type is not removed, not listed twice, and has a name", () => {
  const types = completeExpenseTypes([FLOWERS]);
  expect(refuseExpenseTypes(types, types)).toBeNull();
  expect(refuseExpenseTypes(types, types.slice(1))).toBe("type-removed");
  expect(refuseExpenseTypes(types, [...types, FLOWERS])).toBe("twice");
  const unnamed = [...types, { ...FLOWERS, code: "plants", name: null }];
  expect(refuseExpenseTypes(types, unnamed)).toBe("name-missing");
});
