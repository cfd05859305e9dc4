/** Makes the code of something that people name, such as a reason or an expense type. */
const CODE_MAX = 40;

/** Of a name without letters the code is `stem`; a code that exists gets a number. */
export function createCode(name: string, stem: string, isTaken: (code: string) => boolean): string {
  const plain = name
    .normalize("NFD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, CODE_MAX - 4)
    .replace(/-+$/, "");
  const first = plain.length < 2 ? stem : plain;
  let code = first;
  for (let number = 2; isTaken(code); number += 1) code = `${first}-${number}`;
  return code;
}
