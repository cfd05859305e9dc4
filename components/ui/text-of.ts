/** Reads the text of a form field; it is "" for a field that does not exist. */
export function readField(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
