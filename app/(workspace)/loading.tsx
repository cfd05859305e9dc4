/** Stands in while a page is made: its head and hairlines, at the height they will have. */
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return <Skeleton />;
}
