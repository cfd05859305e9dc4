/** The trend of one centre, as the API returns it. */
import type { VarianceTrends } from "@/lib/contracts/variance-trends";

export type TrendData = VarianceTrends["rows"][number];
