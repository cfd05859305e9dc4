/** Somebody who is at work: a person with a command, or an instance with a job. */
export type Lane = {
  number: number;
  name: string;
  /** The instance whose process does it, and whose clock counts. */
  instance: Instance;
  isDropped: boolean;
  isOver: boolean;
  /** How often it came to a gate, or asked the database for something. */
  gates: number;
};

export type Instance = {
  number: number;
  /** How far its clock is from that of the database. */
  aheadMs: number;
};

export type Waiting = {
  lane: Lane;
  kind: "step" | "timer" | "result";
  order: number;
  /** A timer that nobody waits for any more. */
  isCleared: () => boolean;
  go: () => void;
};
