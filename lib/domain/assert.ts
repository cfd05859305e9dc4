/** An assertion is for programming errors alone: input is parsed, never asserted. */
export function assert(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(`Assertion failed: ${message}`);
}
