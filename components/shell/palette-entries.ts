"use client";

/** Lists everything that the palette can offer this reader for the typed text. */
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { foundCentresQuery } from "@/lib/client/centres";
import type { Centre } from "@/lib/contracts/centre";
import { parseTypedDate } from "@/lib/domain/screen/parse-typed-date";
import { formatBusinessDate } from "@/lib/domain/format";
import type { Permission } from "@/lib/domain/permission";
import { normaliseSearch } from "@/lib/domain/screen/normalise-search";
import { TYPING_MS, useDebouncedValue } from "../ui/use-debounced-value";
import type { NavigationItem } from "./navigation";
import { setLanguage, setTheme } from "./preferences";

export type Entry = {
  id: string;
  kind: "date" | "place" | "centre" | "move";
  label: string;
  hint?: string;
  href?: string;
  run?: () => void;
};

type Situation = {
  search: string;
  navigation: NavigationItem[];
  permissions: readonly Permission[];
  onShortcuts: () => void;
};

const DATED_CENTRES_MAX = 5;

export function usePaletteEntries({ search, navigation, permissions, onShortcuts }: Situation): {
  entries: Entry[];
  isPending: boolean;
} {
  const t = useTranslations("shell");
  const language = useLocale();
  const router = useRouter();
  const [today] = useState(() => localDate(new Date()));
  const mayRead = permissions.includes("reconciliation:view");
  const { rest: centreText, date } = parseTypedDate(search, today);
  const text = useDebouncedValue(centreText.trim(), TYPING_MS);
  const { data, isPending } = useQuery({ ...foundCentresQuery(text), enabled: text !== "" });
  const centres = data?.centres ?? [];
  const dates =
    date === null || !mayRead ? [] : datedEntries({ centres, centreText, date, language });
  const pages: Entry[] = navigation.map(({ name, href, key }) => ({
    id: `place ${name}`,
    kind: "place",
    label: t(`places.${name}`),
    href,
    ...(key === undefined ? {} : { hint: `G ${key.toUpperCase()}` }),
  }));
  const centreEntries: Entry[] = centres.map(({ id, name }) => ({
    id: `centre ${id}`,
    kind: "centre",
    label: name,
    hint: id,
    href: `${mayRead ? "/reconciliations" : "/till-counts"}?centreId=${encodeURIComponent(id)}`,
  }));
  const move = (id: string, label: string, run: () => void): Entry => ({
    id: `move ${id}`,
    kind: "move",
    label,
    run,
  });
  const chooseLanguage = (code: string) => () => {
    setLanguage(code);
    router.refresh();
  };
  const moves: Entry[] = [
    ...(permissions.includes("till-count:import")
      ? [
          {
            id: "move import",
            kind: "move" as const,
            label: t("moves.import"),
            href: "/till-counts/import",
          },
        ]
      : []),
    move("keys", t("all-keys"), onShortcuts),
    ...(["system", "light", "dark"] as const).map((theme) =>
      move(`theme ${theme}`, `${t("theme")}: ${t(`themes.${theme}`)}`, () => setTheme(theme)),
    ),
    move("english", "English", chooseLanguage("en")),
    move("spanish", "Español", chooseLanguage("es")),
    move("french", "Français", chooseLanguage("fr")),
  ];
  return { entries: [...dates, ...pages, ...centreEntries, ...moves], isPending };
}

type Dated = { centres: Centre[]; centreText: string; date: string; language: string };

function datedEntries({ centres, centreText, date, language }: Dated): Entry[] {
  const day = formatBusinessDate(date, language, "short-year");
  const wanted = normaliseSearch(centreText);
  const named = centres.filter(({ id, name }) => {
    return normaliseSearch(`${name} ${id}`).includes(wanted);
  });
  const ofCentres: Entry[] =
    wanted === ""
      ? []
      : named.slice(0, DATED_CENTRES_MAX).map(({ id, name }) => ({
          id: `day ${id} ${date}`,
          kind: "date",
          label: `${name}, ${day}`,
          hint: id,
          href: `/reconciliations/${encodeURIComponent(id)}/${date}`,
        }));
  if (wanted !== "") return ofCentres;
  return [
    {
      id: `date ${date}`,
      kind: "date",
      label: day,
      href: `/reconciliations?from=${date}&to=${date}`,
    },
  ];
}

function localDate(now: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
