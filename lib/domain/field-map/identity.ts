/** What the objects around a register shift tell of it; null when none of them does. */
export type Identity = {
  centreId: string | null;
  businessDate: string | null;
  currency: string | null;
  status: string | null;
  version: string | null;
  shiftId: string | null;
  shiftName: string | null;
  openedAt: string | null;
  closedAt: string | null;
  tillId: string | null;
  tillName: string | null;
};

export const NOBODY: Identity = {
  centreId: null,
  businessDate: null,
  currency: null,
  status: null,
  version: null,
  shiftId: null,
  shiftName: null,
  openedAt: null,
  closedAt: null,
  tillId: null,
  tillName: null,
};
