import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { describe, expect, it } from 'vitest';
import { Api } from '../../api/api';
import type { ContextMessageDto } from '../../api/models/context-message-dto';
import type { ReportDetailsDto } from '../../api/models/report-details-dto';
import { Session } from '../../core/session';
import { eventually } from '../../testing/eventually';
import { ReportDetails } from './report-details';

const KOFI = { id: 'kofi', username: 'kofi', displayName: 'Kofi Okafor', avatarUrl: null };
const NYOTA = { ...KOFI, id: 'nyota', username: 'nyota', displayName: 'Nyota' };
const LINE: ContextMessageDto = {
  ...{ seq: 1, kind: 'system', sender: KOFI, subject: null, body: '', forwarded: null, fileNames: [] },
  ...{ createdAt: '2026-11-27T09:00:00.000Z', editedAt: null, deletedAt: null },
  system: { event: 'members_added', actorId: 'kofi', userIds: ['nyota'], people: [NYOTA] },
};
const REPORT: ReportDetailsDto = {
  ...{ id: 'r', conversationId: 'c', conversationKind: 'group', conversationSubject: 'Pump house', seq: 2 },
  ...{ sender: KOFI, writtenAt: LINE.createdAt, firstAt: LINE.createdAt, latestAt: LINE.createdAt },
  ...{ state: 'open', version: 1, reporters: 1, reasons: [], decision: null },
  ...{ texts: [], reports: [], context: [LINE], actions: [] },
};

describe('a report in the console', () => {
  async function open(report: ReportDetailsDto): Promise<HTMLElement> {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: Api, useValue: { invoke: () => Promise.resolve(report) } },
        { provide: Session, useValue: { me: signal(undefined) } },
      ],
    });
    const fixture = TestBed.createComponent(ReportDetails);
    fixture.componentRef.setInput('id', report.id);
    const element = fixture.nativeElement as HTMLElement;
    await eventually(() => expect(element.textContent).toContain('Kofi Okafor'));
    return element;
  }
  const textOf = (element: HTMLElement) => element.textContent.replaceAll(/[\u2068\u2069]/g, '');

  it('says what the lines around the message tell', async () => {
    const element = await open(REPORT);

    expect(textOf(element)).toContain('Kofi Okafor added Nyota');
  });

  it('tells who wrote it and decides alone whom they need, and leads there', async () => {
    const actions = [{ action: 'none' as const, refused: 'no_other_moderator' }];
    const element = await open({ ...REPORT, actions });

    expect(textOf(element)).toContain('nobody else decides about reports');
    expect(element.querySelector('a[href="/admin/roles"]')).not.toBeNull();
  });

  it('says to who wrote it that another moderator decides, where there is one', async () => {
    const element = await open({ ...REPORT, actions: [{ action: 'none', refused: 'own_report' }] });

    expect(textOf(element)).toContain('Another moderator has to decide');
    expect(element.querySelector('a[href="/admin/roles"]')).toBeNull();
  });
});
