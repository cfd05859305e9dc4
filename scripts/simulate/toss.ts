/** What the seed picks of the people, the days and the amounts of a run. */
import { MOVES, type MoveName } from "@/lib/domain/workflow/workflow";
import type { Day } from "./acts";
import type { Person } from "./people";
import { expectedOf } from "./truth";
import type { Simulation } from "./simulation";

export type Toss = ReturnType<typeof createToss>;

export function createToss({ chance, arena, centres, dates, upstream }: Simulation) {
  const day = (): Day => ({ centreId: chance.pick(centres), date: chance.pick(dates) });
  return {
    day,
    person: (): Person => chance.pick(arena.people),
    move: (): MoveName => chance.pick(MOVES),
    /** Five different people. */
    people(): [Person, Person, Person, Person, Person] {
      const first = chance.whole(0, arena.people.length - 1);
      const at = (order: number) => {
        const one = arena.people[(first + order) % arena.people.length];
        if (one === undefined) throw new Error("there are people");
        return one;
      };
      return [at(0), at(1), at(2), at(3), at(4)];
    },
    /** Mostly what should be there, sometimes another amount or a till that nobody reports. */
    count({ centreId, date }: Day) {
      const tenderId = chance.pick(["CASH", "CARD"]);
      const tillId = chance.pick(["T1", "T1", "T2", "T3"]);
      const truth = upstream.days.find((one) => one.centreId === centreId && one.date === date);
      const lines = truth === undefined ? new Map<string, number>() : expectedOf(truth);
      const right = lines.get(`1/${tillId}/${tenderId}`) ?? chance.whole(0, 50_000);
      const amount = chance.happens(0.6) ? right : right + chance.whole(-4_000, 4_000);
      return { shiftId: "1", tillId, tenderId, amount };
    },
  };
}
