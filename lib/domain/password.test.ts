import { expect, test } from "vitest";
import { refusePassword } from "./password";

// password, refusal, for nerea.ruiz@comidas.example
test.each([
  ["aaaaaaaaaaaa", "repetitive"],
  ["abababababab", "repetitive"],
  ["password1234", "common"],
  ["PasswordPassword", "common"],
  ["qwertyuiop123", "common"],
  ["contraseña2026", "common"],
  ["123456789012", "common"],
  ["Counterfoil2026!", "common"],
  ["nerea.ruiz2026", "contains-email"],
  ["Nerea.Ruiz@comidas.example", "contains-email"],
  ["comidas123456", "contains-email"],
  ["seven green umbrellas", null],
  ["nerea.ruiz likes long walks by the sea", null],
  ["my password is a long sentence", null],
  ["пять зелёных зонтов", null],
])("%s: %s", (password, refusal) => {
  expect(refusePassword(password, "nerea.ruiz@comidas.example")).toBe(refusal);
});
