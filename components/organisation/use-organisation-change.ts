"use client";

/** Stores rows of the organisation, and reads the tree again. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { changeOrganisation, ORGANISATION_KEY } from "@/lib/client/organisation";
import { wrongFieldsOf } from "@/lib/client/wrong-fields";
import { useToast } from "../ui/toast";

export function useOrganisationChange({ onDone }: { onDone: () => void }) {
  const t = useTranslations("organisation");
  const toast = useToast();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: changeOrganisation,
    onSuccess: () => {
      toast(t("saved"));
      onDone();
    },
    // After a conflict, too, the reader decides on the tree as it is now.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ORGANISATION_KEY }),
  });
  return { change, wrong: wrongFieldsOf(change.error, "rows.0") };
}
