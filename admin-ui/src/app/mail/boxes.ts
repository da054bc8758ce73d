/** How the lists of mail are called, and what stands there while nothing is in them. */
export const BOXES = {
  inbox: {
    title: 'place.inbox',
    icon: 'inbox',
    empty: 'mail.inboxEmpty',
    why: 'mail.inboxText',
  },
  mentions: {
    title: 'place.mentions',
    icon: 'at',
    empty: 'mail.mentionsEmpty',
    why: 'mail.mentionsText',
  },
  sent: {
    title: 'place.sent',
    icon: 'sent',
    empty: 'mail.sentEmpty',
    why: 'mail.sentText',
  },
  saved: {
    title: 'place.saved',
    icon: 'bookmark',
    empty: 'mail.savedEmpty',
    why: 'mail.savedText',
  },
  trash: {
    title: 'place.trash',
    icon: 'trash',
    empty: 'mail.trashEmpty',
    why: 'mail.trashText',
  },
} as const;
