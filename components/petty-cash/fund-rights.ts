/** What the reader may do with a fund, and the forms that they open for it. */
export type FundForm = "receipt" | "top-up" | "return" | "count" | "explain" | "close";

export type FundRights = {
  userId: string;
  mayRecord: boolean;
  mayApprove: boolean;
  mayExplain: boolean;
  mayClose: boolean;
  maySetUp: boolean;
  /** The reader may download the entries with their balances. */
  mayExport: boolean;
  /** There are other funds to go back to. */
  hasOthers: boolean;
};
