/** The input for the password that somebody has, which a password manager can fill in. */
import type { ComponentProps } from "react";
import { PASSWORD_CHARACTERS_MAX } from "@/lib/domain/password";
import { Input } from "../ui/input";

export function CurrentPasswordInput(props: ComponentProps<typeof Input>) {
  return (
    <Input
      name="password"
      {...props}
      type="password"
      autoComplete="current-password"
      maxLength={PASSWORD_CHARACTERS_MAX}
    />
  );
}
