/**
 * Sets how high charts are, as classes that are known before a chart has loaded, so that nothing
 * moves when it does. A narrow chart is less high than a wide one.
 */
export const DAY_CHART_HEIGHT = "h-[234px] @min-[600px]:h-[276px]";
export const CONTROL_PLOT_HEIGHT = "h-[220px]";
export const STACK_HEIGHT = "h-[270px] @min-[600px]:h-[330px]";
