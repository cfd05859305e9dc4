/** What is wrong with what somebody typed to prove who they are; null is nothing. */
export type Fault = "missing" | "wrong" | null;

export function faultOf(isMissing: boolean, isWrong: boolean): Fault {
  if (isMissing) return "missing";
  return isWrong ? "wrong" : null;
}
