/** The button at the foot of the panel sends the form that has this id. */
export const PANEL_FORM = "panel-explanation";
