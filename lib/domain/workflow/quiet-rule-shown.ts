/** Which rule for quiet days a list shows of a centre. */

type Terms = { isOn: boolean; samplePercent: number; validFrom: string };

type RulesOfCentre = {
  /** Its own, even before the first day of it. */
  rule: (Terms & { withdrawn: boolean }) | null;
  /** What decides today. */
  inForce: Terms | null;
};

/** The own rule is shown before its first day, too. */
export function findShownRule({ rule, inForce }: RulesOfCentre): Terms | null {
  return hasOwnRule({ rule }) ? rule : inForce;
}

export function hasOwnRule({ rule }: Pick<RulesOfCentre, "rule">): boolean {
  return rule !== null && !rule.withdrawn;
}
