"use client";

/** Shows the dialog of a signature, and then what became of it, with the offer to undo it. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { SignOffDialog } from "./sign-off-dialog";
import type { SignOffRequest, Signed } from "./sign-off-request";
import { UndoNotice } from "./undo-notice";
import { newAttempt } from "@/lib/client/new-attempt";

type SignOffHostProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  request: SignOffRequest | null;
};

export function SignOffHost({ request, onOpenChange }: SignOffHostProps) {
  const client = useQueryClient();
  const [signed, setSigned] = useState<Signed | null>(null);
  const refresh = async ({ onMoved }: SignOffRequest) => {
    onMoved?.();
    await Promise.all(
      ["reconciliations", "today", "coverage"].map((key) =>
        client.invalidateQueries({ queryKey: [key] }),
      ),
    );
  };
  return (
    <>
      {request !== null && (
        <SignOffDialog
          request={request}
          onClose={() => onOpenChange(false)}
          onSigned={(preview, results) => {
            onOpenChange(false);
            setSigned({ ...request, id: newAttempt(), preview, results });
            void refresh(request);
          }}
        />
      )}
      {signed !== null && (
        <UndoNotice
          key={signed.id}
          signed={signed}
          onUndone={() => void refresh(signed)}
          onClose={() => setSigned(null)}
        />
      )}
    </>
  );
}
