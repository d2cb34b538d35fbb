package org.sallyport.management.cli;

/** What a user or a token may do; typed in upper or lower case. */
enum Role {
    ADMINISTRATOR,
    OPERATOR,
    AUDITOR
}
