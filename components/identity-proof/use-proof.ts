"use client";

/** Sends what somebody proves who they are with, and says which of it is missing or wrong. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { proveIdentity, proveIdentityByPasskey } from "@/lib/client/identity-proof";
import { findRefusal } from "@/lib/client/refusal";
import type { ProofWays } from "@/lib/contracts/identity-proof";
import { readField } from "../ui/text-of";
import { CODE_CHARACTERS_MIN } from "./code-characters";
import { faultOf } from "./fault";

const REFUSALS = ["password-wrong", "code-wrong"] as const;
const NOTHING_MISSING = { password: false, code: false };

export function useProof({ needsCode }: Pick<ProofWays, "needsCode">, onProved: () => void) {
  const [missing, setMissing] = useState(NOTHING_MISSING);
  const proving = useMutation({ mutationFn: proveIdentity, onSuccess: onProved });
  const signing = useMutation({ mutationFn: proveIdentityByPasskey, onSuccess: onProved });
  const refusal = findRefusal(proving.error, REFUSALS);
  const submit = (fields: FormData) => {
    const password = readField(fields, "password");
    const code = readField(fields, "code").trim();
    const found = {
      password: password === "",
      code: needsCode && code.length < CODE_CHARACTERS_MIN,
    };
    setMissing(found);
    proving.reset();
    if (found.password || found.code) return;
    proving.mutate(needsCode ? { password, code } : { password });
  };
  return {
    submit,
    signing,
    isPending: proving.isPending,
    error: refusal === null ? proving.error : null,
    password: faultOf(missing.password, refusal === "password-wrong"),
    code: faultOf(missing.code, refusal === "code-wrong"),
  };
}

export type Proof = ReturnType<typeof useProof>;
