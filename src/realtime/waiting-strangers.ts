/** How many sockets of each source have not said who they are. */
export class WaitingStrangers {
  private readonly counts = new Map<string, number>();

  countOf(source: string): number {
    return this.counts.get(source) ?? 0;
  }

  add(source: string): void {
    this.counts.set(source, this.countOf(source) + 1);
  }

  remove(source: string): void {
    const left = this.countOf(source) - 1;
    if (left > 0) this.counts.set(source, left);
    else this.counts.delete(source);
  }
}
