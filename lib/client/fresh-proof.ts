/**
 * Requests that are refused until the person proves again who they are. The workspace registers how
 * it asks them; all requests that wait meanwhile wait for the same response.
 */
type Ask = () => Promise<boolean>;

let ask: Ask | null = null;
let asking: Promise<boolean> | null = null;

/** Returns how to withdraw it. */
export function registerProof(registered: Ask): () => void {
  ask = registered;
  return () => {
    if (ask === registered) ask = null;
  };
}

/** Returns false when they would not, or nobody can be asked here. */
export function askForProof(): Promise<boolean> {
  asking ??= (ask?.() ?? Promise.resolve(false)).finally(() => {
    asking = null;
  });
  return asking;
}
