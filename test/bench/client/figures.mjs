const atMost = (most) => ({ target: { atMost: most } });

/** What is said of the client, and what it should be. */
export const FIGURES = [
  {
    id: 'client-acts',
    title: 'Milliseconds until it is painted',
    unit: 'ms',
    rows: [
      { label: "one's own message, after the Enter key", measure: 'echo', ...atMost(50) },
      { label: 'another conversation that was open before', measure: 'switch', ...atMost(100) },
      { label: 'a letter, after its key (95th percentile)', measure: 'typing', ...atMost(32) },
      { label: "somebody else's message, after their Enter key (95th percentile)", measure: 'arrival', ...atMost(150) },
      { label: 'the message, CPU slowed down 4 times', measure: 'slow echo' },
      { label: 'the conversation, CPU slowed down 4 times', measure: 'slow switch' },
      { label: 'the letter, CPU slowed down 4 times', measure: 'slow typing' },
    ],
  },
  {
    id: 'client-start',
    title: 'Seconds of a first visit: CPU slowed down 4 times, 10 Mb/s, 40 ms',
    unit: 's',
    rows: [
      { label: 'a conversation: first contentful paint', measure: 'conversation first paint', ...atMost(0.8) },
      { label: 'its largest contentful paint', measure: 'conversation largest paint', ...atMost(2.5) },
      { label: 'its newest message', measure: 'shown', ...atMost(2.5) },
      { label: 'the sign-in page: first contentful paint', measure: 'login first paint', ...atMost(0.8) },
      { label: 'its largest contentful paint', measure: 'login largest paint', ...atMost(1.8) },
      {
        label: 'a conversation, kept by the service worker: first paint',
        measure: 'later first paint',
        ...atMost(0.6),
      },
      { label: 'its largest contentful paint', measure: 'later largest paint', ...atMost(1.5) },
    ],
  },
  {
    id: 'client-blocked',
    title: 'Milliseconds by which long tasks hold up whoever acts, on such a visit',
    unit: 'ms',
    rows: [
      { label: 'the sign-in page', measure: 'login blocked', ...atMost(300) },
      { label: 'a conversation', measure: 'conversation blocked', ...atMost(300) },
    ],
  },
  {
    id: 'client-shift',
    title: 'How far what is shown moves by itself, on such a visit (CLS)',
    unit: '',
    rows: [
      { label: 'the sign-in page', measure: 'login shift', ...atMost(0.02) },
      { label: 'a conversation', measure: 'conversation shift', ...atMost(0.02) },
      { label: 'the list of people', measure: 'people shift', ...atMost(0.02) },
      { label: 'the overview', measure: 'overview shift', ...atMost(0.02) },
    ],
  },
  {
    id: 'client-size',
    title: 'What a first visit fetches, as it is sent',
    unit: 'kB',
    rows: [
      { label: 'scripts of an open conversation', measure: 'conversation scripts', ...atMost(270) },
      { label: 'of the sign-in page', measure: 'login scripts', ...atMost(150) },
      { label: 'of the list of people', measure: 'people scripts', ...atMost(220) },
      { label: 'of the overview', measure: 'overview scripts', ...atMost(290) },
      { label: 'the heaviest chunk that comes later than the page', measure: 'heaviest chunk', ...atMost(70) },
      { label: 'style sheets of a conversation', measure: 'conversation styles', ...atMost(15) },
      { label: 'its fonts', measure: 'conversation fonts', ...atMost(60) },
    ],
  },
  {
    id: 'client-scroll',
    title: 'Scrolling up 30,000 pixels of 10,000 messages, with a wheel: time between frames',
    unit: 'ms',
    rows: [
      { label: 'in the middle', measure: 'frame in the middle', ...atMost(16.8) },
      { label: '95th percentile', measure: 'frame at 95 %', ...atMost(20) },
      { label: 'the longest', measure: 'longest frame', ...atMost(100) },
    ],
  },
  {
    id: 'client-held',
    title: 'What exists meanwhile, and what stays',
    unit: '',
    rows: [
      { label: 'rows of the 10,000 messages at once', measure: 'rows', ...atMost(40) },
      { label: 'elements of the log at once', measure: 'nodes', ...atMost(1_500) },
      {
        label: 'heap after 100 changes of the conversation, more than before',
        measure: 'growth',
        unit: 'MB',
        ...atMost(20),
      },
    ],
  },
];
