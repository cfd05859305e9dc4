import { expect, test } from "vitest";
import { annotateJson } from "./annotate-json";

test("each line has the path of its value", () => {
  const json = { datos: { centro: "101", turnos: [{ "de caja": [1.5, {}], f: null }] } };
  const lines = annotateJson(JSON.stringify(json, null, 2), 100);
  const paths = lines.filter(({ value }) => !/^[\]}]/.test(value));
  expect(paths.map(({ key, value, path }) => [key + value, path])).toEqual([
    ["{", "$"],
    ['"datos": {', "$.datos"],
    ['"centro": "101",', "$.datos.centro"],
    ['"turnos": [', "$.datos.turnos"],
    ["{", "$.datos.turnos[]"],
    ['"de caja": [', '$.datos.turnos[]["de caja"]'],
    ["1.5,", '$.datos.turnos[]["de caja"][]'],
    ["{}", '$.datos.turnos[]["de caja"][]'],
    ['"f": null', "$.datos.turnos[].f"],
  ]);
});

test("no more lines are described than a page shows", () => {
  expect(annotateJson(JSON.stringify([1, 2, 3], null, 2), 2)).toHaveLength(2);
});
