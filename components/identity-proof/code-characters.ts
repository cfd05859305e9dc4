/** A shorter text is no code of any kind. */
export const CODE_CHARACTERS_MIN = 6;
