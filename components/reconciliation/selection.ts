/** The lines that are chosen, by their ids. */
export type Selection = Record<string, boolean>;

export type ChangeSelection = (change: (current: Selection) => Selection) => void;
