"use client";

/** Lets users be notified on this device while no page is open, and on which others they are. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import {
  forgetThisDevice,
  notifyThisDevice,
  type PushState,
  pushDevicesQuery,
  readPushState,
  removePushDevice,
} from "@/lib/client/push";
import type { PushDeviceList } from "@/lib/contracts/push";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Instant } from "../ui/instant";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";

const STATE_KEY = ["push-state"];

export function PushDevices() {
  const t = useTranslations("notice.settings.push");
  const list = useQuery(pushDevicesQuery());
  const state = useQuery({ queryKey: STATE_KEY, queryFn: readPushState, staleTime: 0 });
  return (
    <section aria-labelledby="push" className="grid max-w-[900px] gap-3">
      <h2 id="push">{t("title")}</h2>
      <p className="max-w-[70ch] text-ink-2">{t("about")}</p>
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && state.isSuccess && <Devices list={list.data} state={state.data} />}
    </section>
  );
}

function Devices({ list, state }: { list: PushDeviceList; state: PushState }) {
  const t = useTranslations("notice.settings.push");
  const toast = useToast();
  const queries = useQueryClient();
  const isThis = ({ endpointHash }: { endpointHash: string }) =>
    typeof state === "object" && state.endpointHash === endpointHash;
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries(pushDevicesQuery()),
      queries.invalidateQueries({ queryKey: STATE_KEY }),
    ]);
  const add = useMutation({
    mutationFn: () => notifyThisDevice(list.publicKey),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: async (device: PushDeviceList["devices"][number]) => {
      await removePushDevice(device.id);
      if (isThis(device)) await forgetThisDevice();
    },
    onSuccess: () => toast(t("removed")),
    onSettled: refresh,
  });
  const nameOf = ({ browser, system }: PushDeviceList["devices"][number]) =>
    [browser, system].filter((part) => part !== null).join(", ") || t("unknown");
  return (
    <>
      {state === "unsupported" && <p>{t("unsupported")}</p>}
      {state === "denied" && <p>{t("denied")}</p>}
      {state !== "unsupported" && state !== "denied" && !list.devices.some(isThis) && (
        <div>
          <Button type="button" onClick={() => add.mutate()} working={add.isPending && t("adding")}>
            {t("add")}
          </Button>
        </div>
      )}
      <ProblemNotice error={add.error ?? remove.error} />
      {list.devices.length > 0 && (
        <ul className="border-t border-ink">
          {list.devices.map((device) => (
            <li
              key={device.id}
              className="flex flex-wrap items-center justify-between gap-x-6 border-b border-rule py-2"
            >
              <span>
                {nameOf(device)}
                {isThis(device) && ` · ${t("this")}`}{" "}
                <span className="text-ink-2">
                  · <Instant iso={device.addedAt} />
                </span>
              </span>
              <Button
                type="button"
                aria-label={t("remove-one", { device: nameOf(device) })}
                onClick={() => remove.mutate(device)}
              >
                {t("remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
