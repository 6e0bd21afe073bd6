"""Common given names, English and Spanish together: they show that a run of capitals is a person, and a gender."""

from __future__ import annotations

from claims.engine.text import word_set

MALE_GIVEN = word_set(
    """
    aaron abdul abel abraham adam adolfo adrian adrián ahmed al alan albert alberto alejandro alex alexander
    alexandre alexei alfonso alfred alfredo ali allan allen álvaro ambrose andré andrea andreas andrei andrés
    andrew andy anthony antoine anton antonio antony armando arnold arthur arturo barack barry bashar ben
    benedict benigno benito benjamin bernard bernie bill billy bob bobby boris brad bradley brandon brendan
    brent bret brian bruce bruno bryan byron caleb calvin cameron carl carlo carlos casey cesar césar chad
    charles charlie chris christian christopher chuck claude claudio clay clayton clint clive cliff colin connor
    corey cory craig cristóbal curt curtis dale damian dan daniel danny darrell darren dave david dean dennis
    derek devin dick diego dirk dmitri dmitry dominic don donald donnie doug douglas duncan dustin dwight earl
    ed eddie edgar edmund eduardo edward edwin eli elias elijah elliott emilio emmanuel enrique eric erik ernest
    ernesto esteban ethan eugene evan fabian federico felipe felix félix fernando fidel florian francis
    francisco franco françois frank franz fred frederick friedrich gabriel garrett gary gavin gene geoff
    geoffrey george gerald gerard gerardo gianni gilbert giovanni glen glenn gonzalo gordon graham grant greg
    gregory guido guillermo gustavo guy hank hans harold harry harvey hassan hector héctor henri henry herbert
    herman hernán howard hugh hugo hussein ian ibrahim ignacio igor isaac ismael ivan iván jack jackson jacob
    jacques jaime jake jamal james jamie jan jared jason javier jay jeb jean jeff jeffrey jeremy jerome jerry
    jesse jesús jim jimmy joaquín joe joel johan john johnny jon jonas jonathan jordan jorge josé jose josef
    joseph josh joshua juan jules julian julián julio jürgen justin karl keith kelvin ken kenneth kent kevin
    kirk klaus kurt kyle lamar lance larry lars laurent lawrence lee leo leon leonard leonardo leopoldo leroy
    lewis liam lloyd lorenzo louis lucas luigi luis luke lyle lyndon malcolm manuel marc marcel marcelo marco
    marcos mario mark marshall martin martín marty marvin mateo matt matteo matthew maurice mauricio max maxwell
    mel michael michel miguel mike mikhail mitch mitchell mohamed mohammad mohammed morgan muhammad murray
    nathan nathaniel neil nelson newt nicholas nick nicolas nicolás nigel nikolai noah noel norman octavio
    oliver olivier omar orlando óscar oscar otto owen pablo pat patricio patrick paul paulo pedro percy perry
    pete peter phil philip philippe phillip pierre preston quentin rafael ralph ramón ramon randall randy raúl
    raul ray raymond reggie reginald reince ricardo richard rick ricky rob robert roberto robin rod rodney
    rodolfo rodrigo roger roland rolando roman ron ronald ronnie ross roy ruben rubén rudolph rudy rupert russ
    russell ryan salvador sam samuel scott sean sebastian sebastián serge sergei sergio seth shane shawn sherrod
    sidney silvio simon spencer stan stanley stefan stephen sterling steve steven stewart stuart tad tam ted
    terence terrence terry theodore thomas tim timothy tobias todd tom tomás tommy tony travis trevor trey troy
    tucker tyler vernon vicente victor víctor vince vincent vladimir volodymyr wade walter warren wayne wendell
    werner wilfred will william willie wolfgang woody xavier yusuf zachary zack
    """
)
FEMALE_GIVEN = word_set(
    """
    abigail ada adriana agnes aisha alexandra alexis alice alicia alison allison alma amanda amber amelia amy
    ana andrea angela angelina anita ann anna anne annette annie antonia april arianna ashley audrey aurora ava
    barbara beatrice beatriz becky belén bella berta beth betty beverly bonnie brenda brianna bridget brittany
    brooke camila candace carla carly carmen carol carolina caroline carolyn carrie catalina catherine cathy
    cecilia celia charlotte chelsea cheryl chloe christina christine cindy claire clara claudia connie consuelo
    courtney cristina crystal cynthia daisy dana danielle dawn debbie deborah debra delia denise diana diane
    dolores donna dora doris dorothy edith elaine eleanor elena elisa elise elizabeth ella ellen eloise elsa
    emily emma erica erika erin esperanza esther eugenia eva eve evelyn fatima faith felicia fiona florence
    frances francesca gabriela gail georgia geraldine gertrude gina ginger giorgia gisela gladys glenda gloria
    grace gretchen gwen hannah harriet heather heidi helen helena hillary holly hope huma ines inés ingrid irene
    iris irma isabel isabella ivana ivanka jackie jacqueline jane janet janice jasmine jean jeanne jenna
    jennifer jenny jessica jill joan joanna jocelyn josephine joy joyce juana juanita judith judy julia juliana
    julie julieta june kamala karen karina karla kate katherine kathleen kathryn kathy katie katrina kay kayla
    kellyanne kelly kim kimberly kirsten kirstjen kristen kristin kylie lara laura lauren laurie leah leila lena
    leslie leticia lilian lillian lily linda lindsay lindsey lisa liz lois lola loretta lori lorraine louise
    lucía lucia lucy luisa luz lydia lynn mabel madeleine madison magdalena maggie mandy manuela marcela
    margaret margarita maria maría marian mariana marie marilyn marina marine marion marisol marjorie marlene
    marta martha mary matilde maureen megan melania melanie melinda melissa mercedes meredith mia michele
    michelle mildred miranda miriam molly monica mónica nadia nancy naomi natalia natalie natasha nicole nina
    nora norma olga olivia paige pamela patricia patty paula paulina pauline peggy penelope penny phyllis pilar
    priscilla rachel ramona raquel rebecca regina rena renata renee rita roberta rocío rosa rosario rose
    rosemary ruth sabrina sally samantha sandra sara sarah selena sharon sheila shelley sherry shirley silvia
    simone sofia sofía sonia sophia sophie stacey stacy stella stephanie sue susan susana suzanne sylvia tamara
    tammy tanya tara teresa theresa tiffany tina tracy trudy ursula valentina valeria valerie vanessa vera
    verónica veronica vicki victoria viola violet virginia vivian wanda wendy whitney yolanda yvette yvonne zoe
    """
)
