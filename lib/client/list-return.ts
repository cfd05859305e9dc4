/**
 * Remembers the list that the reader came from, with its filters and the line that was left, so
 * that what leads back from a day leads to it. It belongs to one tab of the browser.
 */
const NAME = "reconciliations";
const LIST = "/reconciliations";

export function rememberList(address: string): void {
  try {
    sessionStorage.setItem(NAME, address);
  } catch {
    // Without storage, the way back leads to the list without filters.
  }
}

export function recallList(): string {
  try {
    const address = sessionStorage.getItem(NAME) ?? "";
    return address === LIST || address.startsWith(`${LIST}?`) ? address : LIST;
  } catch {
    return LIST;
  }
}
