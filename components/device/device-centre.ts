/** A centre that an administrator can choose. */
export type DeviceCentre = { id: string; name: string };
