/** Writes a response in a form: the records of all its sheets, with what stands around them. */
import type { Json, JsonObject } from "@/lib/domain/field-map/field-map";
import type { Form } from "./form";
import type { TrueSheet, TrueShift } from "./sheet";
import { shiftFigures, shiftIdentity, tenderParts, tillIdentity, writeTender } from "./write-shift";
import { writeAmount, writeDate } from "./write-values";

export function writeResponse(sheets: readonly TrueSheet[], form: Form): Json {
  return form.layout === "keyed"
    ? wrapObject(writeKeyed(sheets, form), form)
    : wrap(writeRecords(sheets, form), form);
}

function writeRecords(sheets: readonly TrueSheet[], form: Form): Json[] {
  switch (form.layout) {
    case "flat-shifts":
    case "columns":
      return sheets.flatMap((sheet) => sheet.shifts.map((shift) => flatShift(sheet, shift, form)));
    case "flat-tenders":
      return sheets.flatMap((sheet) =>
        sheet.shifts.flatMap((shift) =>
          shift.tenders.map((tender) => ({
            ...dayIdentity(sheet, form),
            ...shiftIdentity(shift, form),
            ...tillIdentity(shift, form),
            ...shiftFigures(shift, form),
            ...writeTender(tender, form),
          })),
        ),
      );
    case "centres":
      return groupBy(sheets, ({ centreId }) => centreId).map((days) => ({
        ...centreIdentity(days[0], form),
        [form.name.key("days")]: days.map((sheet) => ({
          ...dateIdentity(sheet, form),
          ...sheetBody(sheet, form),
        })),
      }));
    case "keyed":
    case "shifts":
    case "shifts-in-tills":
    case "tills-in-shifts":
      return sheets.map((sheet) => ({ ...dayIdentity(sheet, form), ...sheetBody(sheet, form) }));
  }
}

function flatShift(sheet: TrueSheet, shift: TrueShift, form: Form): JsonObject {
  return { ...dayIdentity(sheet, form), ...wholeShift(shift, form) };
}

function wholeShift(shift: TrueShift, form: Form): JsonObject {
  return {
    ...shiftIdentity(shift, form),
    ...tillIdentity(shift, form),
    ...shiftFigures(shift, form),
    ...tenderParts(shift, form),
  };
}

function sheetBody(sheet: TrueSheet, form: Form): JsonObject {
  const { name, layout, totals } = form;
  const gross = sheet.shifts.reduce((total, shift) => total + shift.gross, 0);
  const sum = totals === "sheet" ? { [name.cased("day total")]: writeAmount(gross, form) } : {};
  const figures = (shift: TrueShift) => ({
    ...shiftFigures(shift, form),
    ...tenderParts(shift, form),
  });
  if (layout === "tills-in-shifts") {
    const shifts = groupBy(sheet.shifts, ({ shiftId }) => shiftId).map((tills) => ({
      ...(tills[0] === undefined ? {} : shiftIdentity(tills[0], form)),
      [name.key("tills")]: tills.map((shift) => ({
        ...tillIdentity(shift, form),
        ...figures(shift),
      })),
    }));
    return { ...sum, [name.key("shifts")]: shifts };
  }
  if (layout === "shifts-in-tills") {
    const tills = groupBy(sheet.shifts, ({ tillId }) => tillId).map((shifts) => ({
      ...(shifts[0] === undefined ? {} : tillIdentity(shifts[0], form)),
      [name.key("shifts")]: shifts.map((shift) => ({
        ...shiftIdentity(shift, form),
        ...figures(shift),
      })),
    }));
    return { ...sum, [name.key("tills")]: tills };
  }
  return { ...sum, [name.key("shifts")]: sheet.shifts.map((shift) => wholeShift(shift, form)) };
}

function writeKeyed(sheets: readonly TrueSheet[], form: Form): JsonObject {
  const centres = groupBy(sheets, ({ centreId }) => centreId).map((days) => [
    days[0]?.centreId ?? "",
    Object.fromEntries(days.map((sheet) => [sheet.businessDate, sheetBody(sheet, form)])),
  ]);
  return Object.fromEntries(centres) as JsonObject;
}

function dayIdentity(sheet: TrueSheet, form: Form): JsonObject {
  return { ...centreIdentity(sheet, form), ...dateIdentity(sheet, form) };
}

function centreIdentity(
  sheet: TrueSheet | undefined,
  { name, centreIdAs, figures }: Form,
): JsonObject {
  if (sheet === undefined) return {};
  const id = centreIdAs === "number" ? Number(sheet.centreId) : sheet.centreId;
  return {
    [name.key("centreId")]: id,
    ...(figures.centreName ? { [name.key("centreName")]: sheet.centreName } : {}),
    ...(figures.currency ? { [name.key("currency")]: sheet.currency } : {}),
  };
}

function dateIdentity(sheet: TrueSheet, form: Form): JsonObject {
  const { name, figures } = form;
  return {
    [name.key("businessDate")]: writeDate(sheet.businessDate, form),
    ...(figures.status ? { [name.key("status")]: "Closed" } : {}),
    ...(figures.record
      ? { [name.cased("record id")]: `${sheet.centreId}${sheet.businessDate.replaceAll("-", "")}` }
      : {}),
  };
}

function wrap(records: Json[], form: Form): Json {
  if (form.wrapper === "none") return records;
  return wrapObject({ [form.name.key("rows")]: records, ...paging(records.length, form) }, form);
}

function paging(count: number, { paging, name }: Form): JsonObject {
  if (paging === "page") {
    return {
      [name.cased("page")]: 1,
      [name.cased("page size")]: 500,
      [name.cased("total pages")]: 1,
    };
  }
  if (paging === "total") return { [name.cased("total count")]: count };
  if (paging === "flags") return { [name.cased("success")]: true, [name.cased("has more")]: false };
  return {};
}

function wrapObject(inner: JsonObject, form: Form): JsonObject {
  return form.wrapper === "outer" ? { [form.name.key("outer")]: inner } : inner;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    group.push(item);
    groups.set(keyOf(item), group);
  }
  return [...groups.values()];
}
