"""The lines of page furniture, by what they are: bylines, credits, links, asks, notes, counts, lists.

Decision to know: the wording is made up here and stands apart from the lexicon that knows furniture, so that what is
measured is what the reading makes of lines it was not told of. A line ends in no blank; `{...}` are slots that
`furniture` fills. `EARLY` is what the rules may be looked at with; `LATE` was written after them and is only counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class FurnitureKind(StrEnum):
    BYLINE = "byline"
    DATE = "date"
    CREDIT = "credit"
    CAPTION = "caption"
    LINK = "link"
    ADVERT = "advert"
    SHARE = "share"
    LETTER = "letter"
    COOKIES = "cookies"
    COMMENTS = "comments"
    PLAYER = "player"
    ADDRESS = "address"
    RIGHTS = "rights"
    TAGS = "tags"
    NOTE = "note"
    WRITER = "writer"
    ASK = "ask"
    ACCOUNT = "account"
    MENU = "menu"
    LIST = "list"


def _lines(block: str) -> tuple[str, ...]:
    return tuple(line for line in block.strip().splitlines() if line)


EARLY: Mapping[FurnitureKind, tuple[str, ...]] = MappingProxyType(
    {
        FurnitureKind.BYLINE: _lines("""
By {person}
By {person} and {person2}
By {person}, Political Editor
BY {PERSON}
Written by {person}
{person} in {town}
{person}, {site}
By {person} | {site}
By {person} for {site}
Words: {person}
From our correspondent in {town}
By our own reporters
Staff and agencies
{person} · {date}
{site} Staff
By {agency} in {town}
Reported by {person}; edited by {person2}
Additional reporting by {person} in {town}
"""),
        FurnitureKind.DATE: _lines("""
{date}
{date}, {clock}
Published {date}
Published: {date} {clock}
Last updated at {clock} on {date}
Updated {date} at {clock}
First published on {date}
{date} | {clock}
Posted on {date} at {clock}
{weekday}, {date}
{n} hours ago
{n} min ago
Published {n} hours ago
Updated {n} minutes ago
{n} min read
{n} minute read
Reading time: {n} minutes
Time to read: {n} min
"""),
        FurnitureKind.CREDIT: _lines("""
Photo: {person}
Photo by {person}
Photograph: {person}/{agency}
Image: {agency}
Image credit: {person}
Picture credit: {agency}
(Photo: {person})
[Image: {agency}]
{person}/{agency}
Image copyright {agency}
Image source, {agency}
Photography by {person}
Illustration: {person}
Credit: {person}
{agency} via {site}
Graphic: {site}
Source: {agency}
Video by {person}
"""),
        FurnitureKind.CAPTION: _lines("""
The old lighthouse near {town} (Photo: {agency})
The mayor of {town}, left, with {person}. Photograph: {agency}
A street in {town} last winter. Picture: {person}
File photo: {town} harbour
Pictured: {person} in {town}
{person} (right) at the opening of the library. {agency}/{person2}
Image caption: The bakery in {town}
Caption: {person} waves to the choir
Above: the old customs house in {town}
Children play by the canal in {town}. [{person}/{agency}]
The bridge at {town} before it was painted. Image: {agency}
FILE - The theatre in {town}, seen from the river.
"""),
        FurnitureKind.LINK: _lines("""
READ MORE: {title}
Read more: {title}
Read more | {title}
READ: {title}
Also read: {title}
Also read | {title}
See also: {title}
Related: {title}
RELATED ARTICLE: {title}
Don't miss: {title}
Don't Miss | {title}
More: {title}
MORE: {title}
Watch: {title}
LISTEN: {title}
Opinion: {title}
Analysis: {title}
Explained: {title}
Explainer | {title}
In depth: {title}
Background: {title}
Next: {title}
Next up: {title}
Recommended: {title}
Editor's pick: {title}
From the archive: {title}
Quiz: {title}
Podcast: {title}
Live: {title}
You may also like: {title}
>> {title}
» {title}
→ {title}
[Read: {title}]
(Read also: {title})
READ THIS NEXT: {title}
Read the full story here
Read the original article on {site}
Continue to {site}
Find out more about this topic
Find all our coverage of {tag} here
For more on {tag}, click here
Here is what you need to know about {tag}
"""),
        FurnitureKind.ADVERT: _lines("""
Advertisement
ADVERTISEMENT
- Advertisement -
-- Advertisement --
Advert
[Advertisement]
(Advertisement)
Ad
Ad •
AD
Sponsored
Sponsored Content
SPONSORED BY {site}
Paid post
Paid for by {site}
Promoted content
Advertisement - scroll to continue reading
Advertisement. Scroll to continue reading.
Article continues after advertisement
Story continues after this ad
Story continues below advertisement
Skip advertisement
After the ad, the story goes on
Your ad could be here
Why am I seeing this ad?
This ad helps to keep {site} free
Remove ads with {site} Plus
Loading...
Loading…
Loading advertisement
Please wait while we load the page
"""),
        FurnitureKind.SHARE: _lines("""
Share
Share this
Share this article
Share on Facebook
Share via email
Share  Tweet  Email  Print
Share Tweet Post Email
Facebook Twitter WhatsApp Email
Facebook | X | WhatsApp | Copy link
Tweet
Email this story
Print this page
Copy link
Link copied!
Save for later
Save this article to read it later
Give this article
Gift this article
Send this to a friend
{k} shares
{n} shares
Like {k}
Share your thoughts with us
Tell your friends about this story
Follow {person} on X
Follow {handle}
Follow us on Instagram and TikTok
Follow {site} on Facebook
Add {site} as a preferred source
"""),
        FurnitureKind.LETTER: _lines("""
Sign up for our newsletter
Sign up for the {site} newsletter and never miss a story
Sign up to receive the morning briefing by email
Get the {site} briefing in your inbox every morning
Get our best stories straight to your inbox
Get breaking news alerts on your phone
Enter your email address
Your email address
Please enter a valid email address
Thank you for signing up!
Thanks for subscribing
You are now subscribed to our daily letter
You have been added to our list
Subscribe to our newsletter
Subscribe to the podcast on your favourite app
Stay up to date with {site}
Stay on top of the news with our daily email
The day's top stories, delivered at six
A weekly letter about {tag}, free of charge
Delivered to your inbox each Friday
Join {k} readers who get our daily letter
Never miss a story from {site}
Our newsletter brings you the stories that matter
Want more stories like this? Sign up here
Like what you are reading? Get our daily email
Unsubscribe at any time
You can opt out whenever you like
We will never share your address with third parties
By signing up you agree to our terms of use and privacy policy
This form is protected by reCAPTCHA
Turn on notifications to be the first to know
Download the {site} app
Get the app
Available on the App Store and Google Play
"""),
        FurnitureKind.COOKIES: _lines("""
This website uses cookies to improve your experience.
We use cookies to make this site work. By staying here you accept them.
We and our partners store information on your device.
We value your privacy
Your privacy choices
Accept all cookies
Accept and continue
Manage my choices
Reject all
Cookie settings
Cookies help us to show you content that suits you.
To see this content you must allow cookies
This content is hosted by a third party. Allow it to load?
Please turn off your ad blocker to go on reading
We have noticed that you are using an ad blocker
Your browser is out of date
JavaScript is turned off in your browser
"""),
        FurnitureKind.COMMENTS: _lines("""
Comments
{n} Comments
{n} comments
Comments ({n})
View {n} comments
Show all {n} comments
Leave a comment
Add a comment
Join the conversation
Be the first to comment
What do you think? Let us know in the comments
Tell us in the comments below
Comments are closed
Comments are now closed for this story
The comments below have not been moderated
Commenting on this article has ended
Log in to comment
Reply
Report comment
Newest first
Oldest | Newest | Most liked
We reserve the right to remove comments that break our rules
Have your say
Vote in our poll
"""),
        FurnitureKind.PLAYER: _lines("""
Play video
Watch the video
Video: {title}
Listen to this article
Listen to this story ({n} min)
Audio is not available in your browser
This video cannot be played
This video is no longer available
To play this video you need to enable JavaScript
0:00 / {n}:24
00:0{n}
Duration: {n}:15
Now playing
Up next
Mute
Full screen
Scroll down for more pictures
Swipe to see more
Tap to enlarge
Click on the image to enlarge it
Slide {n} of 12
1/{n}
Gallery ({n} images)
View gallery
Show transcript
Interactive map
"""),
        FurnitureKind.ADDRESS: _lines("""
{url}
www.{host}/news
Link: {url}
Source: {url}
Read more at {url}
{url}/print
{handle}
{handle} | {mail}
Email: {mail}
Contact: {mail}
pic.{host}/aB3xQ9
{url}?utm_source=feed&utm_medium=rss
"""),
        FurnitureKind.RIGHTS: _lines("""
© {year} {site}
© {site}
Copyright {year} {site}. All rights reserved.
(c) {year} {agency}
Copyright © {year} {site}
All rights reserved
All rights reserved. No part of this page may be copied.
This material may not be published, broadcast or rewritten without permission.
Reproduction in whole or in part is forbidden
{site} is not responsible for the content of other sites
{site} is a trading name of {town} Media Ltd
Published under a Creative Commons licence
Reprinted with permission
Terms of use | Privacy policy | Contact
Terms & Conditions
Privacy Policy
Do not sell my personal information
Member of the {town} Press Council
"""),
        FurnitureKind.TAGS: _lines("""
Tags: {tag}, {tag2}, {town}
Topics: {tag} / {tag2}
TAGS {tag} {tag2}
Filed under: {tag}, {tag2}
Keywords: {tag}; {tag2}
#{hash} #{hash2}
More on: {tag} | {tag2}
More about: {tag}
Categories: {tag}
Related topics
Related topics: {tag}
In this story: {tag}, {town}
Posted in {tag}
"""),
        FurnitureKind.NOTE: _lines("""
This article was amended on {date} to correct the name of the bridge.
This article was updated on {date}.
This story has been updated.
This story has been updated with new details.
This is a developing story. Please check back for updates.
This is a breaking news story and will be updated.
Correction: An earlier version of this article gave the wrong height for the dam.
Correction ({date}): the first name of {person} was misspelt in an earlier version.
CORRECTION: This story has been changed to show that the choir comes from {town}.
Clarification: this article has been changed to make plain that the pool is open all year.
Editor's note: This story contains details that some readers may find upsetting.
Editor's note: {person} is on leave.
An earlier version of this article misstated the age of the theatre.
A previous version of this story said that the market was in {town}.
This article first appeared in {site}.
This article was originally published by {site}.
This story was produced with the help of a grant.
The views expressed here are those of the author.
The opinions in this column are the writer's own
This text was translated by a machine and checked by an editor
More to follow
More follows
More soon
(This story has been corrected to fix a typo in paragraph {n})
Warning: some readers may find the details below distressing
"""),
        FurnitureKind.WRITER: _lines("""
About the author
{person} is a reporter for {site}.
{person} covers courts and crime for {site}. Follow {handle}
{person} writes about food and travel for {site}
{person} is {site}'s correspondent in {town}
Contact {person} at {mail}
More from {person}
More by {person}
More articles by {person}
Email {person}
View all posts by {person}
See all stories by {person}
{person} contributed to this report.
{person} in {town} contributed reporting.
Reporting by {person}; Editing by {person2}
(Reporting by {person}; editing by {person2})
With reporting by {agency}
With files from {agency}
The {agency} contributed to this report
"""),
        FurnitureKind.ASK: _lines("""
Do you have a story for us? Write to {mail}
Got a tip? Email {mail}
Have you been affected by this? Get in touch
Are you in {town}? Send us your pictures
If you have seen anything, you can reach our newsroom at {mail}
Contact us
Help us to keep our reporting free for all
Support {site} from {n} crowns a month
Your support makes our journalism possible
Make a donation
Become a member today
{site} relies on its readers. Please give what you can.
Good journalism costs money. Will you help?
We want to hear from you
Did you find this article useful?
Was this page helpful? Yes No
Rate this story
Report a mistake
Did you spot an error? Let us know
Suggest a correction
Tell us what you think of our new site
Click here to go back to the front page
Take our survey
"""),
        FurnitureKind.ACCOUNT: _lines("""
Log in
Sign in
Log in | Subscribe
Sign in or create an account
Create a free account to keep reading
Register to read this article
Already have an account? Log in
Already a subscriber? Sign in
This article is for subscribers only
This content is for members
You have {n} free articles left this month
You have reached your limit of free articles
Try {site} for one month free
Only {n} crowns for the first three months
Cancel anytime
Start your trial
Subscribe now and save half
Subscribe for full access
Unlock this article
Choose your plan
Not now
My account
Welcome back, reader
To continue reading, please sign in
"""),
        FurnitureKind.MENU: _lines("""
Home
Home > News > {tag}
Home / News / {town}
News | Sport | Culture | Weather
News Sport Business Culture
Skip to main content
Skip to navigation
Menu
Search
Back to top
Go to top
Next article
Previous article
Next page
Page {n} of 9
1 2 3 4 5 Next
Close
Toggle navigation
More
Show more
See more
Load more
View all
Expand
Hide
English | Français | Deutsch
Weather: {n} °C
{site}
{SITE}
E-paper
Jobs | Property | Cars
"""),
        FurnitureKind.LIST: _lines("""
Most read
Most popular
MOST READ
Trending
Trending now
Related stories
Related articles
You may also like
You might also be interested in
More from {site}
More on this story
More stories
Read next
Latest news
Latest from {town}
Top stories
Recommended for you
Editors' picks
Today's top stories
Popular on {site}
Elsewhere on {site}
What others are reading
People also read
In other news
Around the web
"""),
    }
)
"""Wording by kind. The lines of LIST are heads; headlines of other pages follow them."""

TITLES = _lines("""
Choir of {town} wins the golden fork
Ten walks for a wet weekend
Why the night train is back in fashion
How to bake a plum cake like {person}
Otters return to the canals
{person}: 'I never liked the sea'
Bus fares: what changes in {month}
The best cafes in {town}, ranked
Handball: {town} hold on in a nervous derby
What your garden needs before the frost
Old cinema finds a buyer at last
Is this the end of the postcard?
A letter from {town}: the winter market
Seven things we learned from the cup final
Cottage prices fall for the fifth month
Library of {town} opens its doors on Sundays
The quiet joy of the slow ferry
Meet the woman who mends church clocks
Chess prodigy, 11, stuns the masters
Five recipes for leftover bread
""")

LATE: Mapping[FurnitureKind, tuple[str, ...]] = EARLY
