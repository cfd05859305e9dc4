import { expect, test } from "vitest";
import { proposeFieldMap } from "./propose";

const asked = { centreIds: ["101"], from: "2026-11-23", to: "2026-11-23" };

test("a response in the built-in form needs no question", () => {
  const json = [
    {
      centerId: 101,
      businessDay: "2026-11-23T00:00:00",
      shifts: [
        {
          shiftId: 1,
          tillId: "T1",
          cashFund: 150,
          payments: [{ paymentTypeId: "CASH", amount: 10.5 }],
        },
      ],
    },
  ];
  const { map, choices, questions } = proposeFieldMap({
    responses: [{ json, asked, currency: "EUR" }],
    specification: null,
  });
  expect(questions).toEqual([]);
  expect(map.fields).toMatchObject({ centreId: ["centerId"], float: ["cashFund"] });
  expect(choices.find(({ field }) => field === "businessDate")).toMatchObject({
    alias: "businessDay",
  });
});
