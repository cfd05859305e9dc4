/// <reference types="next/image-types/global" />
/** The pictures of the guides, by the name that the guides link to. */
import type { StaticImageData } from "next/image";
import counterSubmitted from "../../docs/pictures/counter-handed-in.png";
import counterPad from "../../docs/pictures/counter-pad.png";
import counterTill from "../../docs/pictures/counter-till.png";
import counterToday from "../../docs/pictures/counter-today.png";
import coverage from "../../docs/pictures/coverage.png";
import dayLikelyCauses from "../../docs/pictures/day-likely-causes.png";
import reconciliations from "../../docs/pictures/reconciliations.png";
import settingsConnection from "../../docs/pictures/settings-connection.png";
import settingsInvite from "../../docs/pictures/settings-invite.png";
import settingsTolerance from "../../docs/pictures/settings-tolerance.png";
import today from "../../docs/pictures/today.png";
import trail from "../../docs/pictures/trail.png";
import variances from "../../docs/pictures/variances.png";

const PICTURES: Record<string, StaticImageData> = {
  "counter-handed-in.png": counterSubmitted,
  "counter-pad.png": counterPad,
  "counter-till.png": counterTill,
  "counter-today.png": counterToday,
  "coverage.png": coverage,
  "day-likely-causes.png": dayLikelyCauses,
  "reconciliations.png": reconciliations,
  "settings-connection.png": settingsConnection,
  "settings-invite.png": settingsInvite,
  "settings-tolerance.png": settingsTolerance,
  "today.png": today,
  "trail.png": trail,
  "variances.png": variances,
};

export function findPicture(href: string): StaticImageData | undefined {
  return PICTURES[href.replace(/^.*\//, "")];
}
