/** Who may sign in to the demonstration: somebody for each role, and an area manager. */
import { ROLES } from "./permission";

/** The password of each of them; the sign-in page shows it while there is a demo. */
export const DEMO_PASSWORD = "counterfoil-demo-1";

export const AREA_MANAGER = "area-manager";

/** The part of the address before the @. */
export const DEMO_PEOPLE = [...ROLES, AREA_MANAGER] as const;
