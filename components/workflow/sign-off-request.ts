/** What is asked to be signed, and what became of it. */
import type { MovePreview } from "@/lib/contracts/sign-off";
import type { MoveResults } from "@/lib/contracts/workflow";
import type { UndoableMove } from "@/lib/domain/workflow/undo";

export type SignOffRequest = {
  move: UndoableMove;
  /** At most as many as one request moves; which of them can move is found out first. */
  days: readonly { centreId: string; date: string }[];
  /** The days have moved, or were moved back. The lists that show days are refreshed anyway. */
  onMoved?: () => void;
};

export type Signed = SignOffRequest & {
  id: string;
  preview: MovePreview;
  results: MoveResults["results"];
};
