/** A generated day with one fault, sometimes two, in addition to the usual small change. */
import { type CauseDay } from "@/lib/domain/causes/likely-causes";
import { type CauseLine, formatCauseLineId } from "@/lib/domain/causes/cause";
import { minor } from "@/lib/domain/money";
import { type Centre, DATES, EARLIER_DATES, createCentre, TODAY, trueDays } from "./centre";
import { type Chance, createChance } from "../figures/chance";
import { FAULTS, FREQUENCIES } from "./fault";
import { type FaultKind, type FaultResult } from "./fault-kinds";
import { causeLine, madeLine, type MadeLine } from "./made-line";

export type Scenario = {
  fault: FaultKind;
  day: CauseDay;
  /** The id of the line that is evaluated, and that of the line with the opposite difference. */
  lineId: string;
  otherId: string | null;
  /** Lines that no fault touched: a difference there is small change. */
  untouchedIds: Set<string>;
};

const TRIES_MAX = 1_000;
const SECOND_SHARE = 0.25;
const UNAGREED_SHARE = 0.15;
const TOLERANCE_CENTS = 200;

export function buildScenario(seed: number): Scenario {
  const chance = createChance(seed);
  const fault = chance.weighted(FREQUENCIES);
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const scenario = attempt(fault, chance);
    if (scenario !== null) return scenario;
  }
  throw new Error(`No day offers an occasion for ${fault}.`);
}

/** Returns null where the fault finds no occasion, or can't be seen in the end. */
function attempt(fault: FaultKind, chance: Chance): Scenario | null {
  const centre = createCentre(chance);
  const all = trueDays(centre, DATES, chance).map((line) => madeLine(line, centre, chance));
  const result = FAULTS[fault](buildScene(centre, all, chance));
  if (result === null) return null;
  const touched = [...touchedBy(result), ...touchedBy(addSecondFault(centre, all, result, chance))];
  // Nobody takes more out of a till than is in it.
  if (all.some(({ drawer }) => drawer < 0)) return null;
  const day = buildDay(centre, all, chance);
  const lineId = formatCauseLineId(result.line);
  const asked = day.lines.find((line) => formatCauseLineId(line) === lineId);
  if (asked === undefined || asked.difference === 0) return null;
  const untouched = all.filter((line) => !touched.includes(line));
  return {
    fault,
    day,
    lineId,
    otherId: result.other === undefined ? null : formatCauseLineId(result.other),
    untouchedIds: new Set(untouched.map(formatCauseLineId)),
  };
}

function buildScene(centre: Centre, all: readonly MadeLine[], chance: Chance) {
  const today = all.filter(({ businessDate }) => businessDate === TODAY);
  return { centre, all, today, chance };
}

/** Another fault occurs elsewhere, and is not evaluated. */
function addSecondFault(
  centre: Centre,
  all: readonly MadeLine[],
  first: FaultResult,
  chance: Chance,
): FaultResult | null {
  if (!chance.happens(SECOND_SHARE)) return null;
  const free = all.filter((line) => !touchedBy(first).includes(line));
  const scene = buildScene(centre, free, chance);
  const fault = chance.weighted(FREQUENCIES);
  // The fault may need a line of cash, and of cards.
  const kinds = new Set(scene.today.map(({ kind }) => kind));
  return kinds.has("cash") && kinds.has("card") ? FAULTS[fault](scene) : null;
}

function touchedBy(result: FaultResult | null): MadeLine[] {
  return result === null
    ? []
    : [result.line, ...(result.other === undefined ? [] : [result.other])];
}

function buildDay(centre: Centre, all: readonly MadeLine[], chance: Chance): CauseDay {
  const unagreed = chance.happens(UNAGREED_SHARE);
  const lines = all.map((line) => {
    const till = centre.tills.find(({ tillId }) => tillId === line.tillId);
    const agreed = unagreed || line.kind !== "cash" ? null : (till?.float ?? null);
    return {
      ...causeLine(line, centre, chance),
      tolerance: minor(line.kind === "cash" ? centre.money.of(TOLERANCE_CENTS) : 0),
      agreedFloat: agreed === null ? null : minor(agreed),
    };
  });
  return {
    currency: centre.money.currency,
    denominations: centre.money.denominations,
    lines: lines.filter(({ businessDate }) => businessDate === TODAY),
    neighbours: lines.filter(({ businessDate }) => businessDate !== TODAY),
    earlier: earlierLines(centre, chance),
  };
}

/** Two weeks of cash lines show what is usual. */
function earlierLines(centre: Centre, chance: Chance): CauseLine[] {
  return trueDays(centre, EARLIER_DATES, chance)
    .filter(({ kind }) => kind === "cash")
    .map((line) => causeLine(madeLine(line, centre, chance), centre, chance));
}
