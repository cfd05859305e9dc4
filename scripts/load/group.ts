/** The group of a loaded database: its centres, and the countries and areas above them. */
import type { OrganisationRow } from "@/lib/domain/organisation/plan";
import { Seed } from "@/lib/server/sandbox/seed";
import { COUNTRIES, type Country } from "./calendar";

export type LoadedCentre = {
  id: string;
  name: string;
  currency: string;
  timeZone: string;
  dayStartsAt: string;
  country: Country;
  areaId: string;
  /** The usual takings of a day, in minor units. */
  takings: number;
  /** Its staff types the counts of each till; elsewhere another system sends them. */
  types: boolean;
  /** What people do there is in the audit trail. */
  isAudited: boolean;
  /** How many days later than elsewhere its days are reviewed. */
  lag: number;
};

const TYPED_SHARE = 0.2;
const AREA_CENTRES = 25;
/** Earlier than any date of a load. */
const FROM = "2000-01-01";
const GROUP = "load-group";

/**
 * No id is one that a Cashrec would have by accident, and a name says that it is made up. More
 * centres are the same ones and others.
 */
export function makeCentres(count: number, auditShare: number): LoadedCentre[] {
  const made = new Map<Country, number>();
  return Array.from({ length: count }, (_, index) => {
    const id = `L${String(index + 1).padStart(5, "0")}`;
    const country = chooseCountry(id);
    const nth = made.get(country) ?? 0;
    made.set(country, nth + 1);
    return makeCentre(id, { country, nth, auditShare });
  });
}

function chooseCountry(id: string): Country {
  let left = new Seed("load country", id).unit("share") * 100;
  const [first, ...others] = COUNTRIES;
  return [first, ...others].find(({ share }) => (left -= share) < 0) ?? first;
}

type Site = { country: Country; nth: number; auditShare: number };

function makeCentre(id: string, { country, nth, auditShare }: Site): LoadedCentre {
  const chance = new Seed("load centre", id);
  const { currency, timeZone } = country;
  // A few are large: the logarithm of takings is about normal.
  const spread = chance.unit("one") + chance.unit("two") + chance.unit("three") - 1.5;
  return {
    id,
    name: `Made-up ${country.name} ${nth + 1}`,
    currency,
    timeZone,
    dayStartsAt: "05:00",
    country,
    areaId: `load-${country.id}-${Math.floor(nth / AREA_CENTRES) + 1}`,
    takings: Math.round(4_200_00 * Math.exp(spread)),
    types: chance.happens("types", TYPED_SHARE),
    isAudited: chance.happens("trail", auditShare),
    lag: chance.whole("lag", 0, 3),
  };
}

/** Lists the rows of the tree: a group, its countries, their areas, and the centres of these. */
export function listTree(centres: readonly LoadedCentre[]): OrganisationRow[] {
  const countries = new Map(centres.map(({ country }) => [nodeOf(country), country.name]));
  const areas = new Map(centres.map((centre) => [centre.areaId, centre]));
  return [
    { kind: "group", id: GROUP, name: "Made-up group", parentId: null, from: FROM },
    ...[...countries].map(([id, name]): OrganisationRow => {
      return { kind: "country", id, name, parentId: GROUP, from: FROM };
    }),
    ...[...areas].map(([id, { country }]): OrganisationRow => {
      const name = `${country.name}, area ${id.slice(id.lastIndexOf("-") + 1)}`;
      return { kind: "area", id, name, parentId: nodeOf(country), from: FROM };
    }),
    ...centres.map(({ id, areaId }): OrganisationRow => {
      return { kind: "centre", id, name: "", parentId: areaId, from: FROM };
    }),
  ];
}

export function nodeOf({ id }: Country): string {
  return `load-${id}`;
}
