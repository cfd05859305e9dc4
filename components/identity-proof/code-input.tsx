/** The input for a code of an authenticator app, or for a recovery code. */
import type { ComponentProps } from "react";
import { Input } from "../ui/input";

export function CodeInput(props: ComponentProps<typeof Input>) {
  return (
    <Input
      {...props}
      name="code"
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={40}
      className="font-mono"
    />
  );
}
