/**
 * Which passwords are too easy to guess: short ones, the ones that people choose when a minimum
 * length is required, and those made of what a guesser knows about the person.
 */
import { DEMO_PASSWORD } from "./demo-people";

export type PasswordRefusal = "common" | "contains-email" | "repetitive";

/** ASVS 5, 6.2: there are no composition rules, and long phrases are welcome. */
export const PASSWORD_CHARACTERS_MIN = 12;
export const PASSWORD_CHARACTERS_MAX = 200;

const DIFFERENT_CHARACTERS_MIN = 5;
const NAME_CHARACTERS_MIN = 4;

/** Long passwords that begin like this fill the lists of leaked ones. */
const COMMON = [
  "password",
  "passw0rd",
  "contraseña",
  "contrasena",
  "motdepasse",
  "mot de passe",
  "123456789012",
  "1234567890ab",
  "0123456789",
  "abcdefghijkl",
  "abc123abc123",
  "1q2w3e4r5t6y",
  "qwertyuiop",
  "qwerty123456",
  "azertyuiop",
  "asdfghjkl",
  "letmein",
  "iloveyou",
  "welcome",
  "administrator",
  "changeme",
  "football",
  "princess",
  "counterfoil",
  "cashrec",
  "mapal",
];
/**
 * Such a beginning stays trivial with up to this many more characters: digits, marks, the word
 * again.
 */
const TRIVIAL_REST_CHARACTERS_MAX = 6;

export function refusePassword(password: string, email: string): PasswordRefusal | null {
  const plain = password.normalize("NFKC").toLowerCase();
  if (new Set(plain).size < DIFFERENT_CHARACTERS_MIN) return "repetitive";
  if (plain === DEMO_PASSWORD || isCommon(plain)) return "common";
  const [name = "", host = ""] = email.toLowerCase().split("@");
  const domain = host.split(".")[0] ?? "";
  const known = [email.toLowerCase(), name, domain].filter(
    (part) => part.length >= NAME_CHARACTERS_MIN,
  );
  const rest = known.reduce((left, part) => left.replaceAll(part, ""), plain);
  return rest.length < plain.length && rest.length <= TRIVIAL_REST_CHARACTERS_MAX
    ? "contains-email"
    : null;
}

function isCommon(plain: string): boolean {
  return COMMON.some((word) => {
    if (!plain.includes(word)) return false;
    return plain.replaceAll(word, "").length <= TRIVIAL_REST_CHARACTERS_MAX;
  });
}
