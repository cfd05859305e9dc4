"use client";

/** Lays out the filters of the variance page, in the order of its row. */
import { AS_OF, CENTRES, type Filter, PERIOD, STATES, TENDERS } from "./filters";
import {
  isTillChosenFrom,
  PrintedShifts,
  PrintedTills,
  ShiftChoice,
  TillChoice,
} from "./shift-till-choices";

export const VARIANCE_FILTERS: readonly Filter[] = [
  CENTRES,
  PERIOD,
  TENDERS,
  { id: "shiftIds", width: "min-w-36", Control: ShiftChoice, Printed: PrintedShifts },
  {
    id: "tillIds",
    width: "min-w-36",
    Control: TillChoice,
    isOffered: isTillChosenFrom,
    Printed: PrintedTills,
  },
  STATES,
  AS_OF,
];
