/**
 * Adds up the gross sales and the tickets of a sheet. They belong to a register shift, and to no
 * tender. How many shifts say them is counted too, because a sum over the others is no sum.
 */
import type { CashSheet } from "../cash-sheet";
import { type Minor, sum } from "../money";
import { mergeShifts } from "./merge-shifts";

export type SheetSales = {
  registerShifts: number;
  gross: Minor;
  grossShifts: number;
  tickets: number;
  ticketShifts: number;
};

export function addUpSales(sheet: CashSheet | null): SheetSales {
  const shifts = mergeShifts(sheet?.shifts ?? []);
  const sales = shifts.flatMap(({ grossSales }) => grossSales?.amount ?? []);
  const tickets = shifts.flatMap((shift) => shift.tickets ?? []);
  return {
    registerShifts: shifts.length,
    gross: sum(sales),
    grossShifts: sales.length,
    tickets: tickets.reduce((total, one) => total + one, 0),
    ticketShifts: tickets.length,
  };
}
