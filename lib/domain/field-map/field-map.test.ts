/** A configured map replaces the guesses of the built-in one. */
import { describe, expect, test } from "vitest";
import type { FieldMap } from "./field-map";
import { BUILT_IN_MAP } from "./built-in";
import { amount, sheetsOf } from "../../testing/cashrec-response";

describe("a map of one's own", () => {
  const map: FieldMap = {
    ...BUILT_IN_MAP,
    rows: "Resultado.Filas",
    dates: "day-first",
    fields: {
      ...BUILT_IN_MAP.fields,
      centreId: ["Centro"],
      businessDate: ["Fecha"],
      tenderId: ["Medio"],
      tillId: ["Caja"],
      tenderAmount: ["Importe.Valor"],
      shiftId: ["Turno"],
    },
  };

  test("finds everything where it says", () => {
    const row = { Centro: 101, Fecha: "05/01/2019", Turno: 2, Caja: "A", Medio: "Efectivo" };
    const root = { resultado: { filas: [{ ...row, Importe: { Valor: "12.10" } }], notas: [{}] } };
    const [sheet] = sheetsOf(root, { map });
    expect(sheet?.shifts[0]).toMatchObject({
      shiftId: "2",
      tillId: "A",
      tenders: [{ tenderId: "Efectivo", kind: "cash", amount: amount(1_210) }],
    });
  });
});
