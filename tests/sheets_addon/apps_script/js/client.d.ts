/** What Google gives to a sidebar's page; its types know the server side only. */
declare const google: { script: { run: any } };
