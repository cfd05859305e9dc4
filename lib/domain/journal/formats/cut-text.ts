/** Cuts a text to so many characters, each of which a program reads as one. */
export function cutText(text: string, charactersMax: number): string {
  return [...text.normalize("NFC")].slice(0, charactersMax).join("");
}
